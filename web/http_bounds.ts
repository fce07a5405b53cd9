/** Of one HTTP connection. */
export interface HttpBounds {
  /** How long the first request may take to be there, but for what the connection was recognized by. */
  readonly requestWithinMs: number;
  /** For so long the next whole request is waited for. */
  readonly keepAliveMs: number;
  /** How long an answer may take to be made and read. */
  readonly answerWithinMs: number;
  /** How long a client may go on sending after the last answer, so that it reads that before the end. */
  readonly lingerMs: number;
  readonly maxRequests: number;
  /** Requests that have come and are not answered yet; browsers send the next one behind the answer. */
  readonly maxPipelined: number;
  /** Of a request: its first line and its header fields. */
  readonly maxHeadBytes: number;
  readonly maxHeaders: number;
}

export const defaultHttpBounds: HttpBounds = {
  requestWithinMs: 10_000,
  keepAliveMs: 5000,
  answerWithinMs: 30_000,
  lingerMs: 1000,
  maxRequests: 100,
  maxPipelined: 4,
  maxHeadBytes: 16 * 1024,
  maxHeaders: 100,
};
