// SPDX-License-Identifier: Apache-2.0
/** Where the console gets what it shows: the services that are there now. */
@NullMarked
package org.postern.web.console.sources;

import org.jspecify.annotations.NullMarked;
