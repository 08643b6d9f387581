// SPDX-License-Identifier: Apache-2.0
/**
 * One control call: its {@link org.postern.igd.control.calls.ControlSession session} and the words
 * of the actions about port mappings.
 */
@NullMarked
package org.postern.igd.control.calls;

import org.jspecify.annotations.NullMarked;
