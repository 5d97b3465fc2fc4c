import { counted } from '../../format';

/** Results kept of a check; a shorter history leaves the left of the strip empty. */
const SLOTS = 100;
/** Height says it as well as colour, for eyes that do not tell them apart. */
const TOPS: Record<string, number> = { H: 7, D: 4, U: 0 };
const HEIGHT = 10;
const CLASSES: Record<string, string> = { H: 'healthy', D: 'degraded', U: 'unhealthy' };

/** The newest results of a check, oldest left: low and calm while healthy, tall where not. */
export function HistoryStrip({ history }: { history: string }) {
  const newest = history.slice(-SLOTS);
  if (newest === '') {
    return <span className="history-strip none" aria-hidden="true" />;
  }
  return (
    <svg
      className="history-strip"
      viewBox={`0 0 ${SLOTS} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={said(newest)}
    >
      {runs(newest).map(({ letter, from, length }) => (
        <rect
          key={from}
          className={CLASSES[letter] ?? ''}
          x={SLOTS - newest.length + from}
          y={TOPS[letter] ?? 0}
          width={length}
          height={HEIGHT - (TOPS[letter] ?? 0)}
        />
      ))}
    </svg>
  );
}

/** Equal neighbours as one, so that a healthy strip is a single shape. */
export function runs(history: string): { letter: string; from: number; length: number }[] {
  return [...history.matchAll(/(.)\1*/g)].map((match) => ({
    letter: match[1] ?? '',
    from: match.index,
    length: match[0].length,
  }));
}

function said(history: string): string {
  const count = (letter: string): number => history.split(letter).length - 1;
  const bad = [count('D') && `${count('D')} degraded`, count('U') && `${count('U')} unhealthy`].filter(
    Boolean,
  );
  return `${counted(history.length, 'result')}: ${bad.length === 0 ? 'all healthy' : bad.join(', ')}`;
}
