/** What somebody did who set a room's topic, behind who it was. */
export function topicText(topic: string): string {
  return topic === "" ? "cleared the topic" : `set the topic: ${topic}`;
}
