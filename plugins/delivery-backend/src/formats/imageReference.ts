/** An image reference in its parts: `name:tag@digest`. */
export interface ImageReference {
  name: string;
  tag?: string;
  digest?: string;
}

/** Splits an image reference; a port in the host part is no tag. */
export function parseImageReference(text: string): ImageReference {
  const [beforeDigest, digest] = text.split('@', 2);
  const slash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.lastIndexOf(':');
  if (colon > slash) {
    return {
      name: beforeDigest.slice(0, colon),
      tag: beforeDigest.slice(colon + 1),
      digest,
    };
  }
  return { name: beforeDigest, digest };
}

/** The same reference with another tag. A digest would pin the old image, so it goes. */
export function withTag(text: string, tag: string): string {
  return `${parseImageReference(text).name}:${tag}`;
}

/** Last part of an image's name, for example `payments`. */
export function imageBaseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
