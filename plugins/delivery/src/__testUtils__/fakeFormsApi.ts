import type { FormsApi } from '../api/FormsApi';
import * as story from '../__fixtures__/story';

/** What forms ask in the story; each test replaces what it is about. */
export function fakeFormsApi(
  change: Partial<FormsApi> = {},
): jest.Mocked<FormsApi> {
  const answers: FormsApi = {
    settings: async () => story.formsSettings(),
    repositories: async () => story.gitopsRepositories(),
    name: async asked => story.nameAnswer(asked),
    host: async host => ({
      ...{ host, status: 'free', folders: [] },
      message: `No folder in Git answers to ${host}, as far as its files can be read.`,
    }),
    sealingKey: async cluster => {
      throw new Error(`There is no key of ${cluster}`);
    },
    preview: async () => story.templatePreview(),
    removal: async () => story.removalPreview(),
    ...change,
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, jest.fn(answer)]),
  ) as unknown as jest.Mocked<FormsApi>;
}
