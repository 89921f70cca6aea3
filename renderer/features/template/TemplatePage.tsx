import { useState } from 'react';
import { useTemplate } from '../../queries/template.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { CodeView } from '../../ui/CodeView.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Column, Section } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

type Format = 'yaml' | 'json';
const FORMATS = [
  { value: 'yaml', label: 'YAML' },
  { value: 'json', label: 'JSON' },
] as const;

/** The template the workflow was made from, to read, search and copy. */
export default function TemplatePage() {
  const { workflowId } = usePlace();
  const template = useTemplate(workflowId);
  const [format, setFormat] = useState<Format>('yaml');
  if (template.data === undefined) {
    return (
      <Column>
        <Section>
          {template.error === undefined ? (
            <Skeleton rows={12} label="Reading the template" />
          ) : (
            <ErrorNote error={template.error} onRetry={template.refetch} />
          )}
        </Section>
      </Column>
    );
  }
  const text = template.data[format];
  return (
    <Column>
      <CodeView
        label="template"
        text={text}
        language={format}
        toolbar={
          <>
            <Segments label="Format" options={FORMATS} value={format} onChange={setFormat} />
            <CopyButton what={format === 'yaml' ? 'YAML' : 'JSON'} text={text} />
          </>
        }
      />
    </Column>
  );
}
