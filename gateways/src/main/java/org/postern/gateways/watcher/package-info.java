// SPDX-License-Identifier: Apache-2.0
/** The watch over gateways: joins what several control protocols see of one router. */
@NullMarked
package org.postern.gateways.watcher;

import org.jspecify.annotations.NullMarked;
