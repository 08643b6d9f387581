// SPDX-License-Identifier: Apache-2.0
/**
 * Devices, services, actions and state variables as plain data, and the XML documents that describe
 * them (UDA 1.1, chapter 2).
 */
@NullMarked
package org.postern.simulator.description;

import org.jspecify.annotations.NullMarked;
