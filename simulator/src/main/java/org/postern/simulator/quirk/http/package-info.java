// SPDX-License-Identifier: Apache-2.0
/** What routers do to HTTP: answers that are framed oddly, requests that are not taken. */
@NullMarked
package org.postern.simulator.quirk.http;

import org.jspecify.annotations.NullMarked;
