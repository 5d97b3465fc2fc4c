import { useEffect, useState } from 'react';

/** What is asked for again and again, as the stream does not carry it; undefined before the first answer. */
export interface Polled<T> {
  value: T | undefined;
  /** Why the newest question failed; the value is then the last one that was answered. */
  error: string | undefined;
}

/** Asks every `millis`, one question at a time, while the page is in sight. `ask` must be the same function. */
export function usePoll<T>(ask: () => Promise<T>, millis: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ value: undefined, error: undefined });
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = async (): Promise<void> => {
      try {
        const value = document.hidden ? undefined : await ask();
        if (!stopped && value !== undefined) {
          setPolled({ value, error: undefined });
        }
      } catch (error) {
        if (!stopped) {
          setPolled((before) => ({ value: before.value, error: (error as Error).message }));
        }
      }
      if (!stopped) {
        timer = setTimeout(() => void next(), millis);
      }
    };
    void next();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [ask, millis]);
  return polled;
}
