import { useEffect, useState } from "preact/hooks";
import { isLoopback } from "../../../../helpers/network/loopback.ts";
import { useAnswers } from "../dialogs/use_answers.ts";

/**
 * Where others find the page, the best first, such as `http://192.168.1.20:5000`: as it was reached here or, on the
 * server's own machine, as the server says; empty until it has.
 */
export function useOrigins(): readonly string[] {
  const { origin, hostname } = location;
  const isHere = hostname === "localhost" || isLoopback(hostname.replace(/[[\]]/g, ""));
  const [origins, setOrigins] = useState(isHere ? [] : [origin]);
  const { ask } = useAnswers();
  useEffect(() => {
    if (!isHere) return;
    ask("address", "", (answer) => {
      if (answer.type === "addresses") setOrigins([...answer.webAddresses]);
    });
  }, []);
  return origins;
}
