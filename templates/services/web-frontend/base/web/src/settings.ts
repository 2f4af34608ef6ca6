/** What the server tells the page, so that one image runs in all environments. */
export interface Settings {
  /** Where the page asks for its data; its own address when empty. */
  apiUrl: string;
}

/** Asks the server. @throws Error in words for a person */
export async function loadSettings(
  load: typeof fetch = fetch,
): Promise<Settings> {
  const response = await load('/settings.json');
  if (!response.ok) {
    throw new Error(`The settings cannot be read: ${response.status}`);
  }
  return response.json();
}
