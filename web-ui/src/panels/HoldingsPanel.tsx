import { decimal, gain, gainClass, money, words } from '../format';
import { useStore } from '../state/desk';
import { Panel } from './Panel';

export function HoldingsPanel() {
  return (
    <Panel title="Positions and accounts">
      <Positions />
      <Accounts />
    </Panel>
  );
}

function Positions() {
  const positions = useStore('positions', (store) => store.list('positions'));
  return (
    <div className="scroll">
      <table>
        <caption className="hidden">Positions</caption>
        <thead>
          <tr>
            <th>Account</th>
            <th>Instrument</th>
            <th className="right">Position</th>
            <th className="right">Average</th>
            <th className="right">Mark</th>
            <th className="right">Value</th>
            <th className="right">Unrealised</th>
            <th className="right">Realised</th>
            <th className="right">Fees</th>
          </tr>
        </thead>
        <tbody>
          {positions.map((of) => (
            <tr
              key={`${of.account} ${of.instrument}`}
              data-testid="position-row"
              data-account={of.account}
              data-instrument={of.instrument}
            >
              <td>{of.account}</td>
              <td>{of.instrument}</td>
              <td className="right num" data-testid="position-quantity">
                {decimal(of.quantity)}
              </td>
              <td className="right num">{decimal(of.averagePrice, 2, 2)}</td>
              <td className="right num">{decimal(of.markPrice, 2, 2)}</td>
              <td className="right num">{money(of.marketValue)}</td>
              <td className={`right num ${gainClass(of.unrealised)}`}>{gain(of.unrealised)}</td>
              <td className={`right num ${gainClass(of.realised)}`}>{gain(of.realised)}</td>
              <td className="right num">{money(of.fees)}</td>
            </tr>
          ))}
          {positions.length === 0 && (
            <tr>
              <td colSpan={9} className="empty">
                No position.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Accounts() {
  const accounts = useStore('accounts', (store) => store.list('accounts'));
  return (
    <div className="scroll">
      <table>
        <caption className="hidden">Accounts</caption>
        <thead>
          <tr>
            <th>Account</th>
            <th>Trading</th>
            <th className="right">Cash</th>
            <th className="right">Equity</th>
            <th className="right">P&L</th>
            <th className="right">Unrealised</th>
            <th className="right">Realised</th>
            <th className="right">Fees</th>
            <th className="right">Open</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((of) => (
            <tr key={of.account} data-testid="account-row" data-account={of.account}>
              <td>
                {of.account} <small className="muted">{of.currency}</small>
              </td>
              <td>
                <span className="state" data-state={of.tradingState}>
                  {words(of.tradingState)}
                </span>
                {of.flattening && (
                  <span className="tag warn" data-testid="flattening">
                    flattening
                  </span>
                )}
              </td>
              <td className="right num">{money(of.cash)}</td>
              <td className="right num">{money(of.equity)}</td>
              <td className={`right num ${gainClass(of.pnl)}`}>{gain(of.pnl)}</td>
              <td className={`right num ${gainClass(of.unrealised)}`}>{gain(of.unrealised)}</td>
              <td className={`right num ${gainClass(of.realised)}`}>{gain(of.realised)}</td>
              <td className="right num">{money(of.fees)}</td>
              <td className="right num">{of.openOrders}</td>
            </tr>
          ))}
          {accounts.length === 0 && (
            <tr>
              <td colSpan={9} className="empty">
                No account.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
