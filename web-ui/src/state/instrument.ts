import { useMemo } from 'react';
import { useRemembered } from './preferences';
import { useStore } from './desk';

export interface ChosenInstrument {
  /** Empty until the first quote is known. */
  instrument: string;
  instruments: readonly string[];
  choose: (instrument: string) => void;
}

/** The instrument of chart and ticket: the remembered one if the desk has it, else the first. */
export function useInstrument(): ChosenInstrument {
  const quotes = useStore('quotes', (store) => store.list('quotes'));
  const positions = useStore('positions', (store) => store.list('positions'));
  const [remembered, choose] = useRemembered('instrument', '');
  const names = [...new Set([...quotes, ...positions].map((item) => item.instrument))].sort().join(' ');
  const instruments = useMemo(() => (names === '' ? [] : names.split(' ')), [names]);
  const instrument = instruments.includes(remembered) ? remembered : (instruments[0] ?? '');
  return { instrument, instruments, choose };
}
