export { Badge, type BadgeProps, type Tone } from "./badge.tsx";
export { Button, type ButtonKind, type ButtonProps } from "./button.tsx";
export { Callout, type CalloutProps } from "./callout.tsx";
export { CheckField, type CheckFieldProps } from "./check-field.tsx";
export { ChoiceChips, type ChoiceChipsProps } from "./choice-chips.tsx";
export { controlStyle } from "./control-style.ts";
export { DateField, type DateFieldProps } from "./date-field.tsx";
export { Dialog, type DialogProps } from "./dialog.tsx";
export { Drawer, type DrawerProps } from "./drawer.tsx";
export { EmptyState, type EmptyStateProps } from "./empty-state.tsx";
export { Field, type FieldIds, type FieldProps } from "./field.tsx";
export { IconButton, type IconButtonProps } from "./icon-button.tsx";
export { Keys, type KeysProps } from "./keys.tsx";
export { LanguageBar, type LanguageBarProps } from "./language-bar.tsx";
export { languageName } from "./language-name.ts";
export { ListRow, type ListRowProps } from "./list-row.tsx";
export { ListTable, type Column, type ListTableProps } from "./list-table.tsx";
export { Menu, type MenuItem, type MenuProps } from "./menu.tsx";
export { OneOrAllField, type OneOrAllFieldProps } from "./one-or-all-field.tsx";
export { Popover, type PopoverProps } from "./popover.tsx";
export { ProgressBar, type ProgressBarProps } from "./progress-bar.tsx";
export {
  SelectField,
  type Option,
  type OptionGroup,
  type SelectFieldProps,
} from "./select-field.tsx";
export { Skeleton, type SkeletonProps } from "./skeleton.tsx";
export { SwitchField, type SwitchFieldProps } from "./switch-field.tsx";
export { Tabs, type Tab, type TabsProps } from "./tabs.tsx";
export { TextArea, type TextAreaProps } from "./text-area.tsx";
export { TextField, type TextFieldProps } from "./text-field.tsx";
export { Tooltip, type TooltipProps } from "./tooltip.tsx";
