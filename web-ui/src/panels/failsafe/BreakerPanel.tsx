import { useState } from 'react';
import { age, counted, words } from '../../format';
import { useDesk, useTick } from '../../state/desk';
import type { BreakerState, BreakerView } from '../../wireFailsafe';
import { Panel } from '../Panel';
import { ForceForm } from './ForceForm';

const SHAPES: Record<BreakerState, string> = { CLOSED: '●', OPEN: '✕', HALF_OPEN: '◐' };
const CLASSES: Record<BreakerState, string> = {
  CLOSED: 'healthy',
  OPEN: 'unhealthy',
  HALF_OPEN: 'degraded',
};

/** Every breaker; those that hold something back come first. */
export function BreakerPanel({ breakers }: { breakers: readonly BreakerView[] }) {
  const [chosen, setChosen] = useState<string>();
  const shown = [...breakers].sort((a, b) => Number(isQuiet(a)) - Number(isQuiet(b)));
  const loud = breakers.filter((of) => !isQuiet(of)).length;
  return (
    <Panel
      title="Breakers"
      tools={
        <span className="count" data-testid="breaker-count">
          {loud === 0 ? `${breakers.length} closed` : `${loud} of ${breakers.length} open or forced`}
        </span>
      }
    >
      {shown.length === 0 ? (
        <p className="empty">No breaker has guarded a call yet.</p>
      ) : (
        <ul className="scroll breakers" tabIndex={0} aria-label="Breakers">
          {shown.map((of) => {
            const key = keyOf(of);
            return (
              <BreakerLine
                key={key}
                breaker={of}
                chosen={chosen === key}
                onChoose={() => setChosen(chosen === key ? undefined : key)}
              />
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

interface LineProps {
  breaker: BreakerView;
  chosen: boolean;
  onChoose: () => void;
}

function BreakerLine({ breaker, chosen, onChoose }: LineProps) {
  const { sync, mayTrade } = useDesk();
  useTick();
  const { name, node, state, forced } = breaker;
  return (
    <li
      data-testid="breaker"
      data-name={name}
      data-node={node}
      data-state={state}
      data-forced={forced}
      className={isQuiet(breaker) ? 'quiet' : ''}
    >
      <div className="line">
        <span className="what">
          <b>{name}</b> <span className="muted">{node}</span>
        </span>
        {isQuiet(breaker) && (
          <span className="muted num" title={said(breaker)}>
            {breaker.failures.toLocaleString('en-US')} / {breaker.calls.toLocaleString('en-US')}
          </span>
        )}
        <span className={`health ${CLASSES[state]}`}>
          <span aria-hidden="true">{SHAPES[state]}</span> {words(state)}
          {forced && <span className="tag warn">forced</span>}
        </span>
        {mayTrade && (
          <button
            type="button"
            className="quiet small"
            aria-expanded={chosen}
            aria-label={`Force ${name} on ${node}`}
            onClick={onChoose}
            data-testid="force"
          >
            Force
          </button>
        )}
      </div>
      {!isQuiet(breaker) && (
        <p className="muted figures">
          {said(breaker)} · for {age(sync.clock.ageOf(breaker.since))}
        </p>
      )}
      {chosen && <ForceForm breaker={breaker} onDone={onChoose} />}
    </li>
  );
}

function said({ failures, calls, rejected }: BreakerView): string {
  const failed = `${failures.toLocaleString('en-US')} of ${counted(calls, 'call')} failed`;
  return rejected === 0 ? failed : `${failed}, ${rejected.toLocaleString('en-US')} rejected`;
}

function isQuiet(of: BreakerView): boolean {
  return of.state === 'CLOSED' && !of.forced;
}

function keyOf(of: BreakerView): string {
  return `${of.name} ${of.node}`;
}
