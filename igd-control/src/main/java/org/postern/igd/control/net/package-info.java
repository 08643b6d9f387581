// SPDX-License-Identifier: Apache-2.0
/** Addresses: read without asking a name server, and told apart. */
@NullMarked
package org.postern.igd.control.net;

import org.jspecify.annotations.NullMarked;
