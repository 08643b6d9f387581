// SPDX-License-Identifier: Apache-2.0
/**
 * What this machine tells of itself without any rights: its interfaces and way out, marks of
 * containers, firewalls, packets that it dropped, and who keeps the port of announcements: E1, E3,
 * E9, E17 and E24.
 */
@NullMarked
package org.postern.doctor.host;

import org.jspecify.annotations.NullMarked;
