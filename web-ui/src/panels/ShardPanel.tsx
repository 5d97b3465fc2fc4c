import { shards } from '../api/desk';
import { words } from '../format';
import { usePoll } from '../state/poll';
import type { ShardLine } from '../wire';
import { Panel } from './Panel';

const POLL_MILLIS = 2_000;

/** Who owns each shard, and whether it takes orders. */
export function ShardPanel() {
  const { value, error } = usePoll(shards, POLL_MILLIS);
  const lines = value ?? [];
  const accepting = lines.filter((line) => line.accepting).length;
  return (
    <Panel
      title="Shards"
      tools={
        <span className="count" data-testid="shards-accepting">
          {error ?? `${accepting} of ${lines.length} take orders`}
        </span>
      }
    >
      <div className="scroll shards">
        <table>
          <thead>
            <tr>
              <th className="right">Shard</th>
              <th>Owner</th>
              <th>State</th>
              <th className="right">Open</th>
              <th className="right" title="Records that the slowest node has not read yet">
                Behind
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <ShardRow key={line.shard} line={line} />
            ))}
            {lines.length === 0 && (
              <tr>
                <td colSpan={5} className="empty">
                  {value ? 'No node follows a shard.' : 'Asking…'}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ShardRow({ line }: { line: ShardLine }) {
  const followers = line.followers.map((of) => `${of.node} at ${of.nextOffset}`).join(', ');
  return (
    <>
      <tr
        data-testid="shard-row"
        data-shard={line.shard}
        data-owner={line.owner ?? ''}
        data-accepting={line.accepting}
      >
        <td className="right num">{line.shard}</td>
        <td title={line.claim && `claimed at offset ${line.claim.offset}, life ${line.claim.incarnation}`}>
          {line.owner ?? 'nobody'}
        </td>
        <td>
          <span className={`health ${line.accepting ? 'healthy' : 'unhealthy'}`}>
            <span aria-hidden="true">{line.accepting ? '●' : '✕'}</span>{' '}
            {line.accepting ? words(line.tradingState) : 'Takes no orders'}
          </span>
        </td>
        <td className="right num">{line.openOrders}</td>
        <td className="right num" title={followers}>
          {behind(line)}
        </td>
      </tr>
      {line.why && (
        <tr className="detail">
          <td colSpan={5}>{line.why}</td>
        </tr>
      )}
    </>
  );
}

function behind(line: ShardLine): number {
  const offsets = line.followers.map((of) => of.nextOffset);
  return Math.max(line.nextOffset, ...offsets) - Math.min(line.nextOffset, ...offsets);
}
