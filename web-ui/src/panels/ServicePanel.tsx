import { Fragment } from 'react';
import { calmAge, words } from '../format';
import { useDesk, useStore, useTick } from '../state/desk';
import type { HealthStatus } from '../wire';
import { Panel } from './Panel';

const SHAPES: Record<HealthStatus, string> = { HEALTHY: '●', DEGRADED: '▲', UNHEALTHY: '✕' };

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
                    <span className={`health ${of.status.toLowerCase()}`}>
                      <span aria-hidden="true">{SHAPES[of.status]}</span> {words(of.status)}
                    </span>
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
