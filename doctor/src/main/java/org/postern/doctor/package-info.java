// SPDX-License-Identifier: Apache-2.0
/**
 * Explains why a port cannot be opened or reached: collects evidence on this machine and in its
 * network, and judges it by a table of rules.
 */
@NullMarked
package org.postern.doctor;

import org.jspecify.annotations.NullMarked;
