// SPDX-License-Identifier: Apache-2.0
/**
 * The page, whatever server it is part of: {@link org.postern.web.console.page.ConsolePage} answers
 * requests. The tables are rendered here, so that the page can be read without JavaScript; the script
 * has them replaced, and sends what a person wants to change.
 */
@NullMarked
package org.postern.web.console.page;

import org.jspecify.annotations.NullMarked;
