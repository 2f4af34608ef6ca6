import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  create,
  goOn,
  renderForm,
  violations,
} from '../../__testUtils__/renderForm';

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const sealingKey = async (cluster: string) => ({
  ...{ cluster, validUntil: '2036-01-01T00:00:00.000Z' },
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});
const password = {
  ...{ type: 'string', title: 'Password', 'ui:field': 'DeliverySecret' },
  'ui:options': {
    ...{ name: '{name}-database', namespace: '{tenant?--}dev-{name}' },
    cluster: 'cluster',
  },
};
const text = (title: string) => ({ type: 'string', title });
const page = {
  required: ['password'],
  properties: { name: text('Name'), cluster: text('Cluster'), password },
};
const answers = { name: 'orders', cluster: 'eu-1' };
const box = () => screen.findByLabelText(/^Password/);
const sealedNote = () => screen.findByText(/Sealed in this browser; only/);

describe('DeliverySecret', () => {
  const original = globalThis.crypto;
  const setCrypto = (value: unknown) =>
    Object.defineProperty(globalThis, 'crypto', { value, configurable: true });

  beforeEach(() => setCrypto(webcrypto));
  afterEach(() => setCrypto(original));

  it('hands on the sealed value and what it is for, and never the plain one', async () => {
    const { created, forms } = await renderForm([page], {
      ...{ answers, forms: { sealingKey } },
    });
    await userEvent.type(await box(), 'not-to-be-seen');
    await sealedNote();
    const { password: value } = await create(created);

    expect(value).toMatch(
      /^eu-1:dev-orders\/orders-database:[A-Za-z0-9+/]{300,}={0,2}$/,
    );
    const calls = Object.values(forms).map(({ mock }) => mock.calls);
    expect(JSON.stringify([created, calls])).not.toContain('not-to-be-seen');
  });

  it('is masked', async () => {
    await renderForm([page], { answers, forms: { sealingKey } });
    expect(await box()).toHaveAttribute('type', 'password');
    expect(await box()).toHaveAttribute('autocomplete', 'new-password');
  });

  it('takes the tenant into the namespace', async () => {
    const { created } = await renderForm(
      [{ ...page, properties: { ...page.properties, tenant: text('Tenant') } }],
      { answers: { ...answers, tenant: 'acme' }, forms: { sealingKey } },
    );
    await userEvent.type(await box(), 'word');
    await sealedNote();
    const { password: value } = await create(created);
    expect(value).toMatch(/^eu-1:acme--dev-orders\/orders-database:/);
  });

  it('seals anew for another name', async () => {
    const { created } = await renderForm([page], {
      ...{ answers, forms: { sealingKey } },
    });
    await userEvent.type(await box(), 'word');
    await sealedNote();
    await userEvent.type(await screen.findByLabelText(/^Name/), '-2');
    await sealedNote();

    const { password: value } = await create(created);
    expect(value).toMatch(/^eu-1:dev-orders-2\/orders-2-database:/);
  });

  it('asks for it once more where it was sealed for another name before', async () => {
    await renderForm([page], {
      answers: { ...answers, password: 'eu-1:dev-old/old-database:QUJD' },
      forms: { sealingKey },
    });
    await goOn();

    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('waits for what it is sealed for', async () => {
    await renderForm([page], { answers: { name: 'orders' } });
    expect(
      await screen.findByText(/^It is sealed once name, environment and/),
    ).toBeInTheDocument();
  });

  it('says why it cannot be sealed', async () => {
    await renderForm([page], { answers });
    await userEvent.type(await box(), 'word');
    expect(
      await screen.findByText(
        'It could not be sealed: There is no key of eu-1',
      ),
    ).toBeInTheDocument();
  });

  it('says that a page without https cannot seal', async () => {
    setCrypto({});
    await renderForm([page], { answers, forms: { sealingKey } });
    expect(
      await screen.findByText(/only on pages with https/),
    ).toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    await renderForm([page], { answers, forms: { sealingKey } });
    await userEvent.type(await box(), 'word');
    await sealedNote();
    expect(await violations()).toEqual([]);
  });
});
