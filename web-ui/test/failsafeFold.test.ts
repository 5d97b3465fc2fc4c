import { beforeEach, describe, expect, it } from 'vitest';
import { FailsafeFold } from '../src/state/failsafeFold';
import type { FailsafeView } from '../src/wireFailsafe';
import { EMPTY, opened } from './failsafeSamples';

describe('FailsafeFold', () => {
  let now: number;
  let touched: number;
  let fold: FailsafeFold;
  const states = (): string[] => (fold.current().view?.breakers ?? []).map((of) => of.state);

  beforeEach(() => {
    now = 10_000;
    touched = 0;
    fold = new FailsafeFold(
      () => touched++,
      () => now,
    );
  });

  it('folds what is heard while it asks into the answer', async () => {
    let answer: (view: FailsafeView) => void = () => undefined;
    const asked = fold.refresh(() => new Promise((resolve) => (answer = resolve)));
    fold.onEvent(opened('venue.place', 3));
    expect(fold.current().view).toBeUndefined();
    answer(EMPTY);
    await asked;
    expect(states()).toEqual(['OPEN']);
  });

  it('folds what was heard up to two seconds before it asked, as the node may not have heard it yet', async () => {
    fold.onEvent(opened('venue.place', 3));
    now += 2_000;
    await fold.refresh(async () => EMPTY);
    expect(states()).toEqual(['OPEN']);
    now += 1;
    await fold.refresh(async () => EMPTY);
    expect(states()).toEqual([]);
  });

  it('keeps the last view when nobody answers, and says why', async () => {
    await fold.refresh(async () => EMPTY);
    await fold.refresh(async () => Promise.reject(new Error('no node answers')));
    expect(fold.current()).toEqual({ view: EMPTY, error: 'no node answers' });
    await fold.refresh(async () => EMPTY);
    expect(fold.current().error).toBeUndefined();
  });

  it('asks one question at a time', async () => {
    let asked = 0;
    const never = (): Promise<FailsafeView> => {
      asked++;
      return new Promise(() => undefined);
    };
    void fold.refresh(never);
    void fold.refresh(never);
    expect(asked).toBe(1);
  });
});
