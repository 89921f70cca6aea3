import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { Result } from '../../../shared/contract/errors.ts';
import type { Caution, Operation, Preflight } from '../../../shared/contract/operations.ts';
import { Button, type ButtonProps } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNote } from './FailureNote.tsx';
import styles from './forms.module.css';
import { useStartOperation } from './use-start-operation.ts';

interface OperationFormProps {
  readonly found: Preflight;
  readonly kind: Operation['kind'];
  readonly title: string;
  /** Of the button that begins it: `Copy 12 files`. */
  readonly action: string;
  readonly variant?: ButtonProps['variant'];
  /** What is done all the same where something may still write: `Copy`. */
  readonly verb: string;
  /** What the form itself asks for is there. */
  readonly isReady: boolean;
  /** False while another dialog stands in its place. */
  readonly isOpen?: boolean;
  /** What has the focus first; Cancel unless told. */
  readonly initialFocus?: RefObject<HTMLElement>;
  readonly onClose: () => void;
  /** Asks the host to begin, with the cautions that the person confirmed. */
  readonly onStart: (confirmed: Caution[]) => Promise<Result<{ readonly operationId: string }>>;
  readonly children: ReactNode;
}

/** A dialog that asks before an operation begins, once more where something may still write. */
export function OperationForm(props: OperationFormProps) {
  const { found, kind, verb, isOpen = true, onClose } = props;
  const [isConfirmed, setConfirmed] = useState(false);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const operation = useStartOperation();
  const hasCautions = found.cautions.length > 0;
  const isReady = props.isReady && (isConfirmed || !hasCautions);
  const submit = (): void => {
    if (isReady) operation.start(props.onStart([...found.cautions]));
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={props.title}
      initialFocus={props.initialFocus ?? cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant={props.variant ?? 'primary'}
            disabled={!isReady || operation.isStarting}
            onClick={submit}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {props.children}
        {hasCautions && (
          <Checkbox
            label={`${verb} it all the same`}
            isChecked={isConfirmed}
            onChange={setConfirmed}
          />
        )}
        {operation.error !== undefined && (
          <FailureNote operation={{ kind, name: found.name }} error={operation.error} />
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
