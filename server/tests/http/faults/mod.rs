//! What goes wrong in a town: clients that break every rule, lines that fail, crashes, full disks, crowds.

mod disk;
mod draining;
mod drops;
mod fragments;
mod hall;
mod kill;
mod locked;
mod mail;
mod malformed;
mod overload;
mod rarities;
mod raw;
mod slow;
mod strangers;
mod upgrade;
