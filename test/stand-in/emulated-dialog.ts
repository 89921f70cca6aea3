import type { Dialog, OpenDialogOptions } from 'electron';
import type { Core } from './core.ts';
import { checkOptions, StandInError } from './strict.ts';

interface MessageBoxOptions {
  readonly message: string;
  readonly buttons?: readonly string[];
}

/** The `dialog` module, answered by a script. Electron docs: api/dialog. */
export class EmulatedDialog {
  readonly facade: Dialog;
  /** What each coming open dialog gives; an empty list: closed by the person. */
  readonly $openAnswers: (readonly string[])[] = [];
  /** True: the person leaves the open dialog standing. */
  $isLeftOpen = false;
  /** The button each coming message box gives, by its text. */
  readonly $buttonAnswers: string[] = [];
  readonly $opened: OpenDialogOptions[] = [];
  readonly $messages: string[] = [];
  readonly $errors: string[] = [];
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
    this.facade = core.strict('Dialog', this);
  }

  /** Docs: `showOpenDialog([window, ]options)`. */
  async showOpenDialog(
    ...args: [object, OpenDialogOptions] | [OpenDialogOptions]
  ): Promise<{ canceled: boolean; filePaths: string[] }> {
    this.#core.requireReady('dialog.showOpenDialog');
    const options = args.length === 2 ? args[1] : args[0];
    checkOptions('OpenDialogOptions', options);
    this.$opened.push(options);
    if (this.$isLeftOpen) return new Promise(() => undefined);
    const answer = this.$openAnswers.shift();
    if (answer === undefined) throw new StandInError('no answer for the open dialog');
    return { canceled: answer.length === 0, filePaths: [...answer] };
  }

  async showMessageBox(
    _window: object,
    options: MessageBoxOptions,
  ): Promise<{ response: number; checkboxChecked: boolean }> {
    checkOptions('MessageBoxOptions', options);
    this.$messages.push(options.message);
    const button = this.$buttonAnswers.shift();
    const response = options.buttons?.indexOf(button ?? '') ?? -1;
    if (response === -1) throw new StandInError(`no answer for: ${options.message}`);
    return { response, checkboxChecked: false };
  }

  /** Docs: `showErrorBox`: also before the app is ready. */
  showErrorBox(title: string, content: string): void {
    this.$errors.push(`${title}: ${content}`);
  }
}
