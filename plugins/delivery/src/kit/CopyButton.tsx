import { useEffect, useState, type ReactNode } from 'react';
import { ActButton } from '@slipway/backstage-plugin-kit-react';
import { useWords } from '../translation';

type Outcome = 'copied' | 'failed';

/** Copies a text and says whether that worked. */
export function CopyButton(props: {
  text(): string;
  icon?: ReactNode;
  children: string;
}) {
  const t = useWords();
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    const timer = outcome && setTimeout(() => setOutcome(undefined), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const words = { copied: t('act.copied'), failed: t('act.copyFailed') };
  const copy = async () => {
    try {
      // Absent where the portal is reached by plain HTTP.
      await navigator.clipboard.writeText(props.text());
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <ActButton look="outlined" size="small" icon={props.icon} onClick={copy}>
      <span role="status">{outcome ? words[outcome] : props.children}</span>
    </ActButton>
  );
}
