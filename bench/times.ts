/** How long something took that was done many times. */
export interface Times {
  readonly medianMs: number;
  readonly slowestMs: number;
}
