import { Fragment } from 'react';
import { calmAge } from '../format';
import { useDesk, useStore, useTick } from '../state/desk';
import { HealthMark } from './HealthMark';
import { Panel } from './Panel';

export function ServicePanel() {
  const { sync } = useDesk();
  const services = useStore('services', (store) => store.list('services'));
  useTick();
  const unwell = services.filter((service) => service.status !== 'HEALTHY').length;
  return (
    <Panel
      title="Services"
      tools={
        <span className="count">
          {unwell === 0 ? `${services.length} healthy` : `${unwell} of ${services.length} not healthy`}
        </span>
      }
    >
      <div className="scroll services">
        <table>
          <thead>
            <tr>
              <th>Service</th>
              <th>Node</th>
              <th>Status</th>
              <th className="right">Heard</th>
            </tr>
          </thead>
          <tbody>
            {services.map((of) => (
              <Fragment key={`${of.service} ${of.node}`}>
                <tr
                  data-testid="service-row"
                  data-service={of.service}
                  data-node={of.node}
                  data-status={of.status}
                >
                  <td>{of.service}</td>
                  <td>{of.node}</td>
                  <td title={`since ${of.since}`}>
                    <HealthMark status={of.status} />
                  </td>
                  <td className="right num aging">{calmAge(sync.clock.ageOf(of.lastSeen))}</td>
                </tr>
                {of.detail && (
                  <tr className="detail">
                    <td colSpan={4}>{of.detail}</td>
                  </tr>
                )}
              </Fragment>
            ))}
            {services.length === 0 && (
              <tr>
                <td colSpan={4} className="empty">
                  No service has reported.
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
