// SPDX-License-Identifier: Apache-2.0
/**
 * Loads the classes that a new JVM needs to open a port while the first search waits for answers.
 */
@NullMarked
package org.postern.igd.control.warmup;

import org.jspecify.annotations.NullMarked;
