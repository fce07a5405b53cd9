/** How who says something as a notice is named, which no program is to answer. No nick begins so. */
export function noticeName(name: string): string {
  return `-${name}-`;
}
