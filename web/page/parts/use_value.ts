import { useLayoutEffect, useReducer } from "preact/hooks";
import type { Observable } from "./observable.ts";

/** The value, for a component that is drawn anew when it becomes another one. */
export function useValue<T>(observable: Observable<T>): T {
  const { value } = observable;
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    // It may have changed since it was drawn.
    if (!Object.is(observable.value, value)) drawAgain(undefined);
    return observable.watch(() => drawAgain(undefined));
  }, [observable]);
  return value;
}
