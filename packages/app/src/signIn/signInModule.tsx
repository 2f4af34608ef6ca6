import { SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  createFrontendModule,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { readSandboxPersons } from './persons';
import { SandboxSignInPage } from './SandboxSignInPage';

/** Guest by itself, or a choice of persons where the sandbox offers them. */
export function SlipwaySignInPage(props: SignInPageProps) {
  const persons = readSandboxPersons(useApi(configApiRef));
  return persons.length ? (
    <SandboxSignInPage {...props} persons={persons} />
  ) : (
    <SignInPage {...props} auto providers={['guest']} />
  );
}

/** The portal's sign-in page. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: { loader: async () => SlipwaySignInPage },
    }),
  ],
});
