import { describe, expect, it } from 'vitest';
import { runs } from '../src/panels/failsafe/HistoryStrip';
import { pageOf } from '../src/state/route';

describe('pageOf', () => {
  it('knows the pages by their hash, and takes anything else for the desk', () => {
    expect(['#/failsafe', '#/failsafe/'].map(pageOf)).toEqual(['failsafe', 'failsafe']);
    expect(['', '#', '#/', '#/elsewhere', '#failsafe'].map(pageOf)).toEqual(Array(5).fill('desk'));
  });
});

describe('runs', () => {
  it('joins equal neighbours and loses none', () => {
    expect(runs('HHDUU')).toEqual([
      { letter: 'H', from: 0, length: 2 },
      { letter: 'D', from: 2, length: 1 },
      { letter: 'U', from: 3, length: 2 },
    ]);
    expect(runs('')).toEqual([]);
  });
});
