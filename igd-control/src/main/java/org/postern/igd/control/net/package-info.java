// SPDX-License-Identifier: Apache-2.0
/** The addresses of this machine. */
@NullMarked
package org.postern.igd.control.net;

import org.jspecify.annotations.NullMarked;
