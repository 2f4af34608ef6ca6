import { join } from 'node:path';
import { getDefaultFormState } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { readTemplate } from '..';
import { SERVICE_KINDS } from './serviceKinds';
import { SERVICES } from './serviceTemplate';

interface Page {
  properties: Record<string, object>;
}

/** What the pages of a form say when a person chose some and left the rest. */
function filledIn(template: string, chosen: object): Record<string, unknown> {
  const { spec } = readTemplate(join(SERVICES, `${template}.yaml`))
    .template as {
    spec: { parameters: Page[] };
  };
  let answers: Record<string, unknown> = { ...chosen };
  for (const page of spec.parameters) {
    answers = getDefaultFormState(validator, page, answers) as typeof answers;
  }
  return answers;
}

const WITH_DATABASE = SERVICE_KINDS.filter(
  ({ allowed }) => !allowed.database?.includes('none'),
);

describe('what the forms of services propose', () => {
  it.each(WITH_DATABASE)(
    'seals the password of a database of $template, for its namespace is new',
    ({ template }) => {
      expect(filledIn(template, { database: 'postgresql' }).secrets).toBe(
        'sealed',
      );
    },
  );

  it.each(['rabbitmq', 'component', 'address'])(
    'seals the password of a bus: %s',
    bus => {
      expect(filledIn('service-node', { bus }).secrets).toBe('sealed');
    },
  );

  it('asks for no password where there is nothing that has one', () => {
    expect(filledIn('service-node', {})).not.toHaveProperty('secrets');
    expect(filledIn('web-frontend', {})).not.toHaveProperty('secrets');
  });

  it('names an issuer for https, and none for http', () => {
    expect(filledIn('service-node', { ingress: 'https' }).issuer).toBe(
      'letsencrypt',
    );
    expect(filledIn('service-node', { ingress: 'http' })).not.toHaveProperty(
      'issuer',
    );
  });

  it('gives a worker the bus of whom it follows', () => {
    expect(filledIn('worker', {})).toMatchObject({
      ...{ bus: 'component', contract: 'asyncapi', secrets: 'sealed' },
    });
  });

  it.each(WITH_DATABASE)(
    'backs up the database of $template, and nothing where there is none',
    ({ template }) => {
      const { backup } = filledIn(template, { database: 'postgresql' });
      expect(backup).toBe(true);
      expect(filledIn(template, { database: 'none' }).backup).toBeUndefined();
    },
  );

  it('leaves no backups where somebody wants none', () => {
    const chosen = { database: 'postgresql', backup: false };
    expect(filledIn('service-node', chosen).backup).toBe(false);
  });

  it.each([
    ['github', 'github'],
    ['gitlab', 'gitlab'],
    ['gitea', undefined],
    ['other', undefined],
  ])('builds with what belongs to %s, else asks: %s', (hosting, ci) => {
    for (const { template } of SERVICE_KINDS) {
      expect(filledIn(template, { hosting }).ci).toBe(ci);
    }
  });

  it.each(SERVICE_KINDS)('measures $template', ({ template }) => {
    expect(filledIn(template, {})).toMatchObject({
      ...{ metrics: true, alerts: true },
    });
  });
});
