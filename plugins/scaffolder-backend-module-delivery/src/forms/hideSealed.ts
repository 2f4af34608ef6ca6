import type { ChangedFile } from '@slipway/backstage-plugin-delivery-common';

const SEALED =
  /^(\s+["']?[-._a-zA-Z0-9]+["']?:\s*)["']?[A-Za-z0-9+/]{80,}={0,2}["']?[ \t]*$/gm;
const KIND = /^\s*kind:\s*["']?SealedSecret\b/m;

function hide(text: string | undefined): string | undefined {
  return text !== undefined && KIND.test(text)
    ? text.replace(SEALED, '$1(sealed)')
    : text;
}

/** The same files without sealed values, which say nothing to a person. */
export function hideSealed(file: ChangedFile): ChangedFile {
  const before = hide(file.before);
  const after = hide(file.after);
  return {
    ...{ path: file.path, status: file.status },
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}
