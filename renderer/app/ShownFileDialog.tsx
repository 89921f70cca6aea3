import { lazy, Suspense } from 'react';
import { useShownFile } from '../queries/shown-file.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { Skeleton } from '../ui/Skeleton.tsx';

const FileDialog = lazy(() => import('../features/files/FileDialog.tsx'));
const ArrayOfFile = lazy(() => import('../features/parameters/ArrayOfFile.tsx'));

/** The file that a view asked to see, over everything else. */
export function ShownFileDialog() {
  const { workflowId } = usePlace();
  const file = useShownFile(workflowId);
  if (file === undefined) return null;
  return (
    <Suspense fallback={null}>
      <FileDialog
        key={file.key}
        file={file}
        drawArray={(source, subject) => (
          <Suspense fallback={<Skeleton label="Loading the picture" />}>
            <ArrayOfFile source={source} subject={subject} />
          </Suspense>
        )}
      />
    </Suspense>
  );
}
