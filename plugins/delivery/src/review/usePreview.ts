import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { TemplatePreview } from '@slipway/backstage-plugin-delivery-common';
import { useCallback, useEffect, useState } from 'react';
import { deliveryFormsApiRef } from '../api/FormsApi';
import { type Asked, useAsked } from '../fields/kit/useAsked';

/** What a template would do, as it is tried. */
export interface Preview extends Asked<TemplatePreview> {
  /** Seconds since the trial began, while it runs. */
  seconds: number;
  /** Which trial it is, 0 for the first. */
  round: number;
  again(): void;
}

function useSeconds(isRunning: boolean, round: number): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (!isRunning) return undefined;
    const timer = setInterval(() => setSeconds(n => n + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning, round]);
  return seconds;
}

/** Tries a template with the answers; nothing is written. */
export function usePreview(
  templateRef: string,
  values: JsonObject,
  secrets: Record<string, string>,
): Preview {
  const forms = useApi(deliveryFormsApiRef);
  const [round, setRound] = useState(0);
  const asked = useAsked(`${round} ${templateRef}`, options =>
    forms.preview({ templateRef, values, secrets }, options),
  );
  const seconds = useSeconds(asked.loading, round);
  const again = useCallback(() => setRound(n => n + 1), []);
  return { ...asked, seconds, round, again };
}
