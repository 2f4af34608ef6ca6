import { Content, Progress } from '@backstage/core-components';
import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import {
  type FieldExtensionOptions,
  type FormProps,
  type ReviewStepProps,
  scaffolderApiRef,
  type TemplateParameterSchema,
  useTemplateSecrets,
} from '@backstage/plugin-scaffolder-react';
import {
  Stepper,
  useFilteredSchemaProperties,
  useTemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonValue } from '@backstage/types';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import { narrow, tonesOf } from '@slipway/backstage-plugin-kit-react';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { FieldMemory } from '../fields/kit/FieldMemory';
import { Review } from '../review/Review';
import { useWords } from '../translation';
import { ErrorList } from './ErrorList';
import { PageTitle, WizardPages } from './PageTitle';
import { saidErrors } from './saidErrors';
import { WizardTries } from './WizardTries';

const useStyles = makeStyles<Theme>(theme => ({
  head: { margin: '0 0 16px' },
  title: {
    margin: 0,
    fontSize: 24,
    lineHeight: '32px',
    fontWeight: 700,
    overflowWrap: 'anywhere',
  },
  about: {
    margin: '4px 0 0',
    maxWidth: 720,
    color: tonesOf(theme).textSecond,
  },
  // In production the parts of the wizard have no names: its bar, then the rest.
  wizard: {
    '& > .MuiStepper-root': {
      background: theme.palette.background.paper,
      borderRadius: 8,
      boxShadow: 'none',
      padding: '16px 20px',
      marginBottom: 16,
    },
    '& > div:last-child': {
      background: theme.palette.background.paper,
      borderRadius: 8,
      padding: '16px 20px 20px',
      [narrow]: { padding: '12px 14px 16px' },
    },
    // Titles of groups below the title of their page.
    '& .MuiTypography-h5': { fontSize: 15, fontWeight: 600 },
    '& > div:last-child:has(> [data-review])': {
      background: 'transparent',
      padding: 0,
    },
  },
}));

/** Starts the task, and goes to its page. */
function useCreate(templateRef: string) {
  const scaffolder = useApi(scaffolderApiRef);
  const errors = useApi(errorApiRef);
  const navigate = useNavigate();
  const { secrets } = useTemplateSecrets();
  const taskRoute = useRouteRef(scaffolderPlugin.routes.ongoingTask);
  return useCallback(
    async (values: Record<string, JsonValue>) => {
      try {
        const { taskId } = await scaffolder.scaffold({
          ...{ templateRef, values, secrets },
        });
        const address = taskRoute?.({ taskId });
        if (address) navigate(address);
      } catch (error) {
        errors.post(error as Error);
      }
    },
    [scaffolder, errors, navigate, secrets, taskRoute, templateRef],
  );
}

/** What the pages of the form look like and how they say what is wrong. */
function useFormProps(): FormProps {
  const t = useWords();
  return useMemo(
    () => ({
      uiSchema: {
        'ui:TitleFieldTemplate': PageTitle,
        'ui:ErrorListTemplate': ErrorList,
      } as FormProps['uiSchema'],
      transformErrors: errors => saidErrors(errors, t),
    }),
    [t],
  );
}

/** Forms drop the titles of their pages; as an option they stay. */
function withTitles(manifest: TemplateParameterSchema) {
  const steps = manifest.steps.map(step => ({
    ...step,
    schema: { ...step.schema, 'ui:title': step.title },
  }));
  return { ...manifest, steps };
}

/** The wizard of Backstage with another last step. */
export function TemplateWizard(props: {
  templateRef: string;
  extensions: FieldExtensionOptions[];
}) {
  const { templateRef, extensions } = props;
  const classes = useStyles();
  const { manifest, loading, error } = useTemplateParameterSchema(templateRef);
  const shown = useFilteredSchemaProperties(manifest);
  const titled = useMemo(() => shown && withTitles(shown), [shown]);
  const formProps = useFormProps();
  const create = useCreate(templateRef);
  const [name, setName] = useState<string>();
  const createLabel = manifest?.presentation?.buttonLabels?.createButtonText;
  const components = useMemo(
    () => ({
      ReviewStepComponent: (step: ReviewStepProps) => (
        <Review {...step} {...{ templateRef, createLabel }} onNamed={setName} />
      ),
    }),
    [templateRef, createLabel],
  );
  if (error) throw error;
  return (
    <Content>
      {loading || !titled ? (
        <Progress />
      ) : (
        <>
          <header className={classes.head}>
            <h1 className={classes.title}>
              {name ? `${titled.title}: ${name}` : titled.title}
            </h1>
            <p className={classes.about}>{titled.description}</p>
          </header>
          <WizardTries className={classes.wizard}>
            <FieldMemory>
              <WizardPages>
                <Stepper
                  manifest={titled}
                  {...{ extensions, components, formProps }}
                  onCreate={create}
                />
              </WizardPages>
            </FieldMemory>
          </WizardTries>
        </>
      )}
    </Content>
  );
}
