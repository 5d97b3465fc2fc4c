import { openBreaks } from '../api/desk';
import { timeOfDay, words } from '../format';
import { usePoll } from '../state/poll';
import type { BreakView } from '../wire';
import { Panel } from './Panel';

const POLL_MILLIS = 5_000;

/** Open differences between us and the venue: each needs to be settled, by the system or by a person. */
export function BreakPanel() {
  const { value, error } = usePoll(openBreaks, POLL_MILLIS);
  const breaks = value ?? [];
  return (
    <Panel
      title="Differences from the venue"
      tools={<span className="count">{error ?? (value ? `${breaks.length} open` : '')}</span>}
    >
      {breaks.length === 0 ? (
        <p className="empty" data-testid="no-breaks">
          {value ? 'No open difference.' : 'Asking…'}
        </p>
      ) : (
        <div className="scroll breaks">
          <table>
            <thead>
              <tr>
                <th>Found</th>
                <th>Kind</th>
                <th>Subject</th>
              </tr>
            </thead>
            <tbody>
              {breaks.map((of) => (
                <BreakRow key={`${of.shard} ${of.breakId}`} {...of} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function BreakRow(of: BreakView) {
  return (
    <>
      <tr data-testid="break-row" data-kind={of.kind}>
        <td className="num" title={of.foundAt}>
          {timeOfDay(of.foundAt)}
        </td>
        <td>{words(of.kind)}</td>
        <td className="clip" title={of.subject}>
          {of.subject}
        </td>
      </tr>
      <tr className="detail">
        <td colSpan={3}>
          we: {of.ours} · venue: {of.venues}
        </td>
      </tr>
    </>
  );
}
