import { describe, expect, it } from 'vitest';
import { failsafeAfter, MOST_HEALS } from '../src/state/failsafe';
import type { FailsafeEvent, HealView } from '../src/wireFailsafe';
import { at, EMPTY } from './failsafeSamples';

function heal(second: number, changes: Partial<HealView> = {}): FailsafeEvent {
  return {
    '@type': 'PartitionHealed',
    node: 'node-2',
    apartMillis: 4_000,
    reachedBy: ['node-1'],
    unreachedBy: [],
    compared: 24,
    behind: 0,
    differences: [],
    at: at(second),
    ...changes,
  };
}

describe('heals', () => {
  it('keeps the newest on top, and one event once', () => {
    const told = [heal(1), heal(3, { compared: 7 }), heal(1), heal(2)];
    const view = told.reduce(failsafeAfter, EMPTY);
    expect(view.heals.map((of) => of.at.slice(17, 19))).toEqual(['03', '02', '01']);
    expect(view.heals[0]).not.toHaveProperty('@type');
    expect(view.heals[0]?.compared).toBe(7);
  });

  it('keeps no more than it shows', () => {
    const view = Array.from({ length: MOST_HEALS + 5 }, (_, second) => heal(second)).reduce(
      failsafeAfter,
      EMPTY,
    );
    expect(view.heals).toHaveLength(MOST_HEALS);
  });
});
