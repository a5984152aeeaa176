import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export type Gauges = { screens: () => number; tailLag: () => number; cursor: () => number; roomCount: () => number; mqtt: () => number }

/** What `/metrics` tells Prometheus; each gauge is read when asked. */
export function metrics(gauges: Gauges): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read())
        },
      }),
    )
  }
  gauge('watchfloor_screens', 'Open sockets', gauges.screens)
  gauge('watchfloor_watches', 'Rooms of screens that watch the same', gauges.roomCount)
  gauge('watchfloor_journal_cursor', 'Number of the last fact handed to screens', gauges.cursor)
  gauge('watchfloor_mqtt_connections', 'MQTT connections of devices and gateways, or to the broker of MQTT_URL', gauges.mqtt)
  gauge('watchfloor_tail_lag_facts', 'Facts committed but not yet handed to screens, at the last heartbeat', gauges.tailLag)
  return registry
}
