// SPDX-License-Identifier: Apache-2.0
/**
 * Serves the page on the loopback interface, without a web console. Other users and programs of the
 * machine can connect as well, and browsers send there what other sites tell them to.
 */
@NullMarked
package org.postern.web.console.server;

import org.jspecify.annotations.NullMarked;
