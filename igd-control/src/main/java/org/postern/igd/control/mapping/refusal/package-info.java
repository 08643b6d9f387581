// SPDX-License-Identifier: Apache-2.0
/** Explains what a router means by refusing to open a port, by its code and what else it has done. */
@NullMarked
package org.postern.igd.control.mapping.refusal;

import org.jspecify.annotations.NullMarked;
