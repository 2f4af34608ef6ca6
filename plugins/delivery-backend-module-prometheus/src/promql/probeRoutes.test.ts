import { exceptProbes } from './probeRoutes';
import { renderMatchers } from './promql';

describe('exceptProbes', () => {
  const [matcher] = exceptProbes('route') as { notMatches: string }[];
  const leavesOut = (route: string) =>
    new RegExp(`^(?:${matcher.notMatches})$`).test(route);

  it.each([
    ...['/health', '/healthz', '/health/live', '/healthcheck', '/livez'],
    ...['/readyz', '/readyz/ping', '/metrics', '/actuator/prometheus'],
  ])('leaves %s out', route => {
    expect(leavesOut(route)).toBe(true);
  });

  it.each(['', '/', '/healthcare/visits', '/orders/health', '/metrics/daily'])(
    'counts %j',
    route => {
      expect(leavesOut(route)).toBe(false);
    },
  );

  it('restricts each label that may tell the route', () => {
    const text = renderMatchers(exceptProbes('route', 'path'));

    expect(text).toMatch(/^route!~".*",path!~".*"$/);
  });
});
