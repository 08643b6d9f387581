// SPDX-License-Identifier: Apache-2.0
/** What a person can do on the page: open, close, keep and release ports, search, examine. */
@NullMarked
package org.postern.web.console.actions;

import org.jspecify.annotations.NullMarked;
