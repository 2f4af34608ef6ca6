import { useApi } from '@backstage/core-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { deliveryFormsApiRef } from '../../api/FormsApi';
import { useAsked } from '../kit/useAsked';
import { sealText } from './sealText';

/** So long nothing is typed before it is sealed. */
const PAUSE_MS = 50;

/** What a text is sealed for; absent while an answer is missing. */
export interface SealingTarget {
  cluster: string;
  label: string;
}

/** How a sealed answer begins: what it was sealed for. */
export function headOf({ cluster, label }: SealingTarget): string {
  return `${cluster}:${label}:`;
}

/** The text as it is typed, and what is made of it. */
export function useSealed(
  target: SealingTarget | undefined,
  value: string | undefined,
  onChange: (value: string | undefined) => void,
) {
  const forms = useApi(deliveryFormsApiRef);
  const [plain, setPlain] = useState('');
  const [failed, setFailed] = useState<Error>();
  const cluster = target?.cluster;
  const key = useAsked(cluster, options => forms.sealingKey(cluster!, options));
  const publicKey = key.value?.publicKey;
  const head = target && headOf(target);
  const change = useRef(onChange);
  change.current = onChange;

  // What was sealed for another name could never be opened.
  const isForOther =
    value !== undefined && head !== undefined && !value.startsWith(head);
  useEffect(() => {
    if (isForOther) change.current(undefined);
  }, [isForOther]);

  useEffect(() => {
    if (!plain || !publicKey || !head) return undefined;
    let isOld = false;
    const label = head.slice(head.indexOf(':') + 1, -1);
    const timer = setTimeout(async () => {
      try {
        const sealed = await sealText(publicKey, plain, label);
        if (!isOld) change.current(`${head}${sealed}`);
      } catch (error) {
        if (!isOld) setFailed(error as Error);
      }
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [plain, publicKey, head]);

  const type = (text: string) => {
    setPlain(text);
    setFailed(undefined);
    // Until it is sealed anew there is no answer.
    change.current(undefined);
  };
  return {
    ...{ plain, type, isForOther },
    error: key.error ?? failed,
    isSealing: Boolean(plain) && value === undefined,
  };
}
