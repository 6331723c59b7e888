"""The one style sheet; every colour in it is a token."""

from string import Template
from typing import Final

SHEET: Final = Template("""
* { font-family: "Inter", "Noto Sans"; font-size: ${body}px; color: $ink; outline: 0; }
QWidget { background: transparent; }
QMainWindow, QDialog, QWidget[role="app"] { background: $ground; }
QWidget[role="panel"] { background: $surface; }
QWidget[role="sunken"] { background: $sunken; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame[role="rail"] { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame[role="rule"] { background: $line; border: 0; }
QFrame[role="banner-danger"] { background: $danger_soft; border: 1px solid $danger;
  border-left: 4px solid $danger; border-radius: 8px; }
QFrame[role="banner-warn"] { background: $warn_soft; border: 1px solid $warn;
  border-left: 4px solid $warn; border-radius: 8px; }
QFrame[role="banner-info"] { background: $info_soft; border: 1px solid $info;
  border-left: 4px solid $info; border-radius: 8px; }
QFrame[role="banner-done"] { background: $surface; border: 1px solid $line_strong;
  border-left: 4px solid $ink; border-radius: 8px; }

QLabel[role="micro"] { font-size: ${micro}px; font-weight: 600; color: $ink_3;
  letter-spacing: 0.6px; }
QLabel[role="caption"] { font-size: ${caption}px; color: $ink_3; }
QLabel[role="small"] { font-size: ${small}px; color: $ink_2; }
QLabel[role="lead"] { font-size: ${lead}px; color: $ink_2; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="headline"] { font-size: ${headline}px; font-weight: 600; letter-spacing: -0.4px; }
QLabel[role="display"] { font-size: ${display}px; font-weight: 600; letter-spacing: -0.8px; }
QLabel[role="keycap"] { font-size: ${micro}px; color: $ink_3; border: 1px solid $line;
  border-radius: 4px; padding: 1px 5px; background: $sunken; }
QLabel[role="badge"] { font-size: ${micro}px; font-weight: 600; color: $ink_2;
  border: 1px solid $line_strong; border-radius: 4px; padding: 1px 5px; }
QLabel[tone="openness"] { color: $openness_text; }
QLabel[tone="protection"] { color: $protection_text; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="quiet"] { color: $ink_3; }

QPushButton { min-height: ${control}px; padding: 0 12px; border: 1px solid $line_strong;
  border-radius: ${r}px; background: $surface; font-weight: 500; }
QPushButton:hover { background: $hover; border-color: $ink_2; }
QPushButton:pressed { background: $pressed; }
QPushButton:checked { background: $ink; color: $on_ink; border-color: $ink; }
QPushButton:disabled { color: $ink_disabled; background: $sunken; border-color: $line; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; }
QPushButton[role="primary"] { background: $ink; color: $on_ink; border-color: $ink;
  font-weight: 600; }
QPushButton[role="primary"]:hover { background: $ink_2; }
QPushButton[role="primary"]:focus { border: 2px solid $select; padding: 0 11px; }
QPushButton[role="primary"]:disabled { background: $pressed; color: $ink_disabled;
  border-color: $pressed; }
QPushButton[role="ghost"] { border-color: transparent; background: transparent; color: $ink_2; }
QPushButton[role="ghost"]:hover { background: $hover; color: $ink; }
QPushButton[role="ghost"]:focus { border: 2px solid $focus; }
QPushButton[role="ghost"]:disabled { color: $ink_disabled; }
QPushButton[role="link"] { border: 0; background: transparent; color: $ink; text-align: left;
  padding: 2px 4px; min-height: 20px; text-decoration: underline; font-weight: 500; }
QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="link"]:focus { border: 2px solid $focus; padding: 0 2px; }
QPushButton[role="danger"] { color: $danger; border-color: transparent; }
QPushButton[role="small"] { min-height: 22px; padding: 0 8px; font-size: ${caption}px;
  border-color: transparent; background: transparent; color: $ink_2; }
QPushButton[role="small"]:hover { background: $hover; color: $ink; }
QPushButton[role="small"]:focus { border: 2px solid $focus; padding: 0 7px; }
QPushButton[role="search"] { text-align: left; color: $ink_3; font-weight: 400;
  background: $sunken; border-color: $line; }
QPushButton[role="search"]:hover { border-color: $line_strong; }
QPushButton[role="segment"] { min-height: ${dense}px; border: 0; border-radius: ${r}px;
  padding: 0 8px; color: $ink_2; background: transparent; font-size: ${small}px; }
QPushButton[role="segment"][tight="true"], QPushButton[role="segment"][tight="true"]:focus {
  padding: 0 1px; }
QPushButton[role="segment"]:hover { color: $ink; background: $hover; }
QPushButton[role="segment"]:checked { background: $surface; color: $ink; font-weight: 600;
  border: 1px solid $line; }
QPushButton[role="segment"]:focus { border: 2px solid $focus; padding: 0 6px; }
QPushButton[role="frame"] { text-align: left; padding: 0; min-height: 44px;
  background: $surface; border: 1px solid $line; font-weight: 400; }
QPushButton[role="frame"]:hover { border-color: $line_strong; background: $hover; }
QPushButton[role="frame"]:checked { background: $sunken; color: $ink;
  border: 2px solid $ink; }
QPushButton[role="frame"]:focus { border: 2px solid $focus; padding: 0; }
QFrame[role="segments"] { background: $pressed; border-radius: 8px; }

QToolButton { border: 0; border-radius: ${r}px; padding: 5px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $ink; color: $on_ink; }
QToolButton:focus { border: 2px solid $focus; padding: 3px; }
QToolButton[role="chip"] { border: 1px solid $line; padding: 3px 8px 3px 6px; color: $ink_2;
  font-size: ${small}px; }
QToolButton[role="chip"]:hover { border-color: $line_strong; color: $ink; }
QToolButton[role="chip"]:focus { border: 2px solid $focus; padding: 2px 7px 2px 5px; }
QToolButton[role="tiny"] { padding: 2px; }
QToolButton[role="tiny"]:focus { padding: 0px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
  min-height: ${control}px; padding: 0 10px;
  border: 1px solid $line_strong; border-radius: ${r}px; background: $surface;
  selection-background-color: $select; selection-color: $on_select; }
QLineEdit:hover, QComboBox:hover { border-color: $ink_2; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus { border: 2px solid $focus; padding: 0 9px; }
QLineEdit:disabled, QComboBox:disabled { color: $ink_disabled; background: $sunken; }
QLineEdit[role="search"] { background: $sunken; color: $ink; }
QLineEdit[role="palette"] { border: 0; font-size: 17px; min-height: 44px; padding: 0 4px;
  background: transparent; }
QLineEdit[role="status"], QComboBox[role="status"] { min-height: 20px; max-height: 20px;
  padding: 0 4px; font-size: ${caption}px; border: 1px solid transparent; background: transparent;
  color: $ink_2; }
QLineEdit[role="status"]:hover, QComboBox[role="status"]:hover { border-color: $line_strong; }
QLineEdit[role="status"]:focus, QComboBox[role="status"]:focus { border: 2px solid $focus;
  padding: 0 3px; }
QLineEdit[invalid="true"] { border: 2px solid $danger; }
QComboBox::drop-down { border: 0; width: 22px; }
QDateEdit::drop-down { border: 0; width: 22px; background: transparent; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line_strong;
  selection-background-color: $pressed; selection-color: $ink; padding: 4px; }
QPlainTextEdit, QTextBrowser { background: $surface; border: 1px solid $line_strong;
  border-radius: ${r}px; padding: 4px 6px; selection-background-color: $select;
  selection-color: $on_select; }
QPlainTextEdit:focus, QTextBrowser:focus { border: 2px solid $focus; padding: 3px 5px; }
QCheckBox { spacing: 8px; }
QCheckBox:focus { text-decoration: underline; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $line_strong;
  border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { width: 10px; height: 10px; padding: 3px; background: $ink;
  background-clip: content; border-color: $ink; }

QScrollArea { border: 0; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 2px; }
QScrollBar::handle:vertical { background: $line_strong; border-radius: 3px; min-height: 32px; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 2px; }
QScrollBar::handle:horizontal { background: $line_strong; border-radius: 3px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  height: 0; width: 0; background: transparent; }
QAbstractItemView { background: $surface; border: 0; alternate-background-color: $sunken; }
QTreeView:focus, QListView:focus { border: 2px solid $focus; }
QTreeView, QListView { border: 2px solid transparent; }
QTableView#threat_matrix::item { padding: 5px 1px; }
QListView#history_list::item, QListView#near_list::item { padding: 5px 8px;
  border-radius: ${r}px; color: $ink; }
QListView#history_list::item:hover, QListView#near_list::item:hover { background: $hover; }
QListView#history_list::item:selected, QListView#near_list::item:selected {
  background: $pressed; color: $ink; }
QListView#closure_measures::item, QListView#best_sets_list::item { padding: 4px 6px;
  border-radius: ${r}px; color: $ink; }
QListView#closure_measures::item:hover, QListView#best_sets_list::item:hover { background: $hover; }
QListView#closure_measures::item:selected, QListView#best_sets_list::item:selected {
  background: $pressed; color: $ink; }
QHeaderView::section { background: $surface; border: 0; border-bottom: 1px solid $line;
  padding: 4px 8px; color: $ink_3; font-size: ${caption}px; font-weight: 600; }
QProgressBar { background: $pressed; border: 0; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $ink; border-radius: 3px; }
QRadioButton { spacing: 8px; }
QRadioButton:focus { text-decoration: underline; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $line_strong;
  border-radius: 8px; background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $ink; }
QSlider::groove:horizontal { height: 4px; background: $pressed; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $ink_2; border-radius: 2px; }
QSlider[role="balance"]::sub-page:horizontal { background: $pressed; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
  background: $surface; border: 2px solid $ink; }
QSlider:focus { background: $hover; border-radius: 4px; }
QToolTip { background: $ink; color: $on_ink; border: 0; padding: 6px 8px;
  font-size: ${small}px; }

QMenuBar { background: transparent; padding: 0; }
QMenuBar::item { padding: 6px 9px; border-radius: ${r}px; background: transparent;
  color: $ink_2; }
QMenuBar::item:selected { background: $hover; color: $ink; }
QMenuBar::item:pressed { background: $pressed; color: $ink; }
QMenu { background: $surface; border: 1px solid $line_strong; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: ${r}px; }
QMenu::item:selected { background: $pressed; }
QMenu::item:disabled { color: $ink_disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 12px; height: 12px; margin-left: 8px; }
QMenu::indicator:checked { background: $ink; border-radius: 6px; }

QDockWidget { background: $surface; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $line_strong; }
QTabBar { background: $surface; }
QTabBar::tab { padding: 7px 10px; color: $ink_3; font-weight: 500; background: $surface;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom: 2px solid $ink; }
QTabBar::tab:focus { background: $hover; }
""")
