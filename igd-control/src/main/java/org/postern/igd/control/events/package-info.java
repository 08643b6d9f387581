// SPDX-License-Identifier: Apache-2.0
/** Events of routers (UDA 1.1 section 4): subscribing, and reading what comes. */
@NullMarked
package org.postern.igd.control.events;

import org.jspecify.annotations.NullMarked;
