// SPDX-License-Identifier: Apache-2.0
/**
 * The default routes of this machine, read from the kernel's files on Linux and from the output of
 * the system's own command elsewhere. {@link org.postern.internal.routes.RouteSource} is the
 * entry.
 */
@NullMarked
package org.postern.internal.routes;

import org.jspecify.annotations.NullMarked;
